//! What the office writes by hand: the term, places, clinic hours, needs, and the teams it asks for.

/// `term.toml`.
pub const TERM: &str = r#"# 组队示例：学期开始前，六十名学生尚未编队；由 examples/formation.rs 生成，格式见 docs/term-folder.md
name = "2026 年秋季学期（组队前）"
zone = "Asia/Shanghai"
first_day = "2026-09-07"
weeks = 16
holidays = ["2026-09-25", "2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"]
blocks = [["08:00", "12:00"], ["14:00", "18:00"], ["18:30", "21:30"]]
speed = 80
overhead = 3

# 拆开一对同伴，相当于少十小时共同空闲
[formation]
friend = 600
"#;

/// `places.csv`.
pub const PLACES: &str = "\
编号,名称,横坐标,纵坐标,类别
campus,大学城校区,0,0,校区
therapy-room,健康理疗室,620,180,服务室
repair-room,便民维修点,560,240,服务室
study-room,四点半课堂,700,90,服务室
block-a,安康里,820,410,居民楼
block-b,学府里,380,520,居民楼
";

/// `hours.csv`.
pub const HOURS: &str = "\
编号,类别,场所,星期,日期,开始,结束,技能,目标队数,最多队数,缺队代价
therapy-mon,健康理疗,therapy-room,星期一,,14:30,17:30,推拿,2,3,240
therapy-wed,健康理疗,therapy-room,星期三,,14:30,17:30,推拿,2,3,240
therapy-fri,健康理疗,therapy-room,星期五,,14:30,17:30,推拿,2,3,240
therapy-sat,健康理疗,therapy-room,星期六,,08:30,11:30,推拿,3,4,240
check-tue,健康体检,therapy-room,星期二,,08:30,11:00,体检,1,2,200
check-thu,健康体检,therapy-room,星期四,,08:30,11:00,体检,1,2,200
repair-tue,便民维修,repair-room,星期二,,14:30,17:00,家电,1,2,200
repair-thu,便民维修,repair-room,星期四,,18:30,20:30,家电,1,2,200
repair-sun,便民维修,repair-room,星期日,,14:00,17:00,家电,2,3,200
study-mon,四点半课堂,study-room,星期一,,16:00,18:00,辅导,1,2,220
study-tue,四点半课堂,study-room,星期二,,16:00,18:00,辅导,1,2,220
study-wed,四点半课堂,study-room,星期三,,16:00,18:00,辅导,1,2,220
study-thu,四点半课堂,study-room,星期四,,16:00,18:00,辅导,1,2,220
study-fri,四点半课堂,study-room,星期五,,16:00,18:00,辅导,1,2,220
fair,义诊,therapy-room,,2026-10-17,09:00,11:30,推拿,3,4,300
";

/// `needs.csv`.
pub const NEEDS: &str = "\
编号,类别,场所,时长,起始日期,截止日期,可上门时间,技能,未服务代价
knee,居家康复,block-a,45,2026-09-07,2026-12-20,09:00-11:30;14:30-17:00,推拿,300
lamp,线路检修,block-b,40,2026-09-07,2026-11-29,14:00-18:00,电工:2,200
chat,陪伴聊天,block-a,60,2026-09-12,2026-12-20,18:30-20:30,陪伴,150
";

/// `formation.csv`.
pub const FORMATION: &str = "\
编号,名称,学院,队数,最少队员,最多队员,组成,最少人数,出发地
tuina,推拿队,岐伯医学院,4,4,5,推拿:2 x1;推拿 x3,3,campus
check,体检队,岐伯医学院,2,4,5,体检:2 x1;体检 x2,3,campus
repair,维修队,机械工程学院,3,4,6,电工:2 x1;家电 x2,3,campus
study,课堂队,教育学院,2,4,6,辅导 x2,,campus
";
